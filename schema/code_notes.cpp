#include "schema/code_notes.h"

#include "schema/code_list.h"
#include "schema/strict_json.h"

namespace tellsafe::schema {
namespace {

NibrsElement element_of(std::string name, const NibrsCodes& nibrs) {
  NibrsElement element{std::move(name), {}};
  if (const auto found = nibrs.find(element.name); found != nibrs.end())
    for (const auto& code : found->second)
      if (code.may_be_mapped) element.labels.emplace(code.code, code.label);
  return element;
}

void read_list(const Node& list, const std::string& question, const NibrsCodes& nibrs, CodeNotes& notes) {
  if (list.has("cautions")) notes.cautions[question] = list.child("cautions").texts();
  if (list.has("nibrs_element"))
    notes.elements[question] = element_of(list.child("nibrs_element").text(), nibrs);
}

}  // namespace

boost::system::result<CodeNotes, std::string> load_code_notes(const std::filesystem::path& folder) {
  const auto wrong = [](std::string problem) {
    return boost::system::result<CodeNotes, std::string>(boost::system::in_place_error, std::move(problem));
  };
  Document form = Document::from_file(folder / "form.json");
  if (!form.good()) return wrong(form.problem());
  const auto nibrs = load_nibrs(folder / "codes" / "nibrs.json");
  if (!nibrs) return wrong(nibrs.error());
  CodeNotes notes;
  for (const auto& question : Node(form).child("questions").items()) {
    if (!question.has("codes")) continue;
    Document list = Document::from_file(folder / "codes" / (question.child("codes").text() + ".json"));
    if (list.good()) read_list(Node(list), question.child("id").text(), *nibrs, notes);
    if (!list.good()) return wrong(list.problem());
  }
  if (!form.good()) return wrong(form.problem());
  return notes;
}

}  // namespace tellsafe::schema
