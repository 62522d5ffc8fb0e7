#include "schema/cautions.h"

#include "schema/strict_json.h"

namespace tellsafe::schema {

boost::system::result<Cautions, std::string> load_cautions(const std::filesystem::path& folder) {
  Document form = Document::from_file(folder / "form.json");
  Cautions cautions;
  if (form.good()) {
    for (const auto& question : Node(form).child("questions").items()) {
      if (!question.has("codes")) continue;
      Document list = Document::from_file(folder / "codes" / (question.child("codes").text() + ".json"));
      if (list.good() && Node(list).has("cautions"))
        cautions[question.child("id").text()] = Node(list).child("cautions").texts();
      if (!list.good()) return {boost::system::in_place_error, list.problem()};
    }
  }
  if (!form.good()) return {boost::system::in_place_error, form.problem()};
  return cautions;
}

}  // namespace tellsafe::schema
