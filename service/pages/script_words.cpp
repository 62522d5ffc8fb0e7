#include "service/pages/script_words.h"

#include "crypto/story.h"

namespace tellsafe::pages {

nlohmann::json script_words(const Furniture& furniture, const schema::Form& form,
                            const schema::Language& language) {
  const auto text = [&](const char* key) { return furniture.labels.text(language.code, key); };
  return {{"words", words(furniture, language.code, "script")},
          {"too_long", furniture.labels.forms(language.code, "error.too_long")},
          {"not_text", text("error.not_text")},
          {"error_prefix", text("page.common.error_prefix")},
          {"errors_title", text("page.report.errors_title")},
          {"errors_kept", text("page.report.errors_kept")},
          {"try_again", text("page.report.try_again")},
          {"numerals", language.numerals},
          {"limit", form.questions()[form.index_of("story")].max_characters},
          {"recipients", furniture.options.review},
          {"buckets", crypto::story_buckets},
          {"body_size", sent_size},
          {"body_step", sent_step}};
}

}  // namespace tellsafe::pages
