#include "schema/form.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "crypto/hash.h"
#include "schema/form_check.h"
#include "schema/form_json.h"

namespace tellsafe::schema {

boost::system::result<Form, std::string> Form::make(std::vector<Question> questions) {
  if (auto problem = problem_in_form(questions); !problem.empty()) return problem;
  if (!lay_out(questions)) return std::string("the answers do not fit into the facts record");
  Form form;
  form.canonical_ = to_canonical_json(questions);
  form.version_ = crypto::sha256(crypto::bytes_of(form.canonical_));
  form.questions_ = std::move(questions);
  return form;
}

boost::system::result<Form, std::string> Form::parse(std::string_view canonical_json) {
  auto questions = from_canonical_json(canonical_json);
  if (!questions) return questions.error();
  auto form = make(std::move(*questions));
  if (!form) return "form: " + form.error();
  // Also where the text puts an answer elsewhere than this program would.
  if (form->canonical_json() != canonical_json) return std::string("form: is not in its canonical spelling");
  return form;
}

const Question* Form::find(std::string_view id) const {
  const auto at = std::find_if(questions_.begin(), questions_.end(),
                               [&](const Question& question) { return question.id == id; });
  return at == questions_.end() ? nullptr : &*at;
}

std::size_t Form::index_of(std::string_view id) const {
  const Question* question = find(id);
  if (question == nullptr) throw std::out_of_range("the form has no question of that id");
  return static_cast<std::size_t>(question - questions_.data());
}

}  // namespace tellsafe::schema
