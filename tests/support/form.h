// The form as a browser would send it, and what comes back on the page. For tests.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tellsafe::support {

// Names and values in the order in which they are sent.
class Form {
 public:
  Form() = default;
  Form(std::initializer_list<std::pair<std::string, std::string>> fields) : fields_(fields) {}

  // One more field, though one of that name may be there.
  Form& add(std::string_view name, std::string_view value);
  // In place of all fields of that name.
  Form& set(std::string_view name, std::string_view value);
  Form& without(std::string_view name);
  // application/x-www-form-urlencoded, with every byte that is not a letter or a digit as %XX.
  std::string body() const;
  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

std::string percent_encoded(std::string_view text);

// The three required answers and nothing else.
Form smallest_report();
// An answer to each kind of question, with a date and a story.
Form full_report(std::string_view story);
// The same report with the services of a form page: its token, and work or none.
Form sent_with(Form form, std::string_view token, std::string_view work = {});
// A look-up ("look") or a withdrawal ("withdraw").
Form receipt_form(std::string_view receipt, std::string_view action);

// The token in a form's hidden input, empty where there is none.
std::string token_in(std::string_view page);

// What stands in a page's hidden inputs.
Form hidden_in(std::string_view page);

// The first receipt on a page, as "XXXX-XXXX-XXXX-XXXX-XXXX"; tags between its groups don't matter.
std::optional<std::string> receipt_in(std::string_view page);

// The page's text as a reader sees it: without tags, with the five predefined entities and numeric ones
// decoded.
std::string text_in(std::string_view page);

// A text of schema/labels/<language>.json by its dotted key. Throws std::out_of_range for an unknown one.
std::string label(std::string_view language, std::string_view key);

}  // namespace tellsafe::support
