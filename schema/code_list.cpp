#include "schema/code_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "schema/form_check.h"
#include "schema/strict_json.h"

namespace tellsafe::schema {
namespace {

NibrsCode read_nibrs_code(const Node& entry) {
  entry.only({"code", "label", "cde_label", "may_be_mapped"});
  NibrsCode code{entry.child("code").text(), entry.child("label").text(), {}, true};
  if (entry.has("cde_label")) code.cde_label = entry.child("cde_label").text();
  if (entry.has("may_be_mapped")) code.may_be_mapped = entry.child("may_be_mapped").truth();
  return code;
}

void check_nibrs(const Node& entry, const std::vector<NibrsCode>* known,
                 const std::vector<std::string>& codes) {
  for (const auto& code : codes) {
    if (known == nullptr) return entry.fail(R"(the list names no "nibrs_element")");
    const auto found =
        std::find_if(known->begin(), known->end(), [&](const NibrsCode& one) { return one.code == code; });
    if (found == known->end()) return entry.fail(fmt::format(R"(there is no NIBRS code "{}" here)", code));
    if (!found->may_be_mapped) return entry.fail(fmt::format(R"(NIBRS code "{}" must not be used)", code));
  }
}

}  // namespace

boost::system::result<NibrsCodes, std::string> load_nibrs(const std::filesystem::path& file) {
  Document document = Document::from_file(file);
  if (!document.good()) return document.problem();
  const Node root(document);
  root.only({"about", "sources", "cautions", "elements"});
  const Node elements = root.child("elements");
  NibrsCodes all;
  for (const auto& element : elements.names()) {
    std::set<std::string> seen;
    for (const auto& entry : elements.child(element).items()) {
      all[element].push_back(read_nibrs_code(entry));
      if (!seen.insert(all[element].back().code).second) entry.fail("this code is there twice");
    }
  }
  if (!document.good()) return document.problem();
  return all;
}

std::string read_code_list(const std::filesystem::path& file, const NibrsCodes& nibrs, Question& question) {
  Document document = Document::from_file(file);
  if (!document.good()) return document.problem();
  const Node root(document);
  root.only({"about", "sources", "cautions", "nibrs_element", "categories", "options"});

  const std::vector<NibrsCode>* known = nullptr;
  if (root.has("nibrs_element")) {
    const Node element = root.child("nibrs_element");
    if (const auto found = nibrs.find(element.text()); found != nibrs.end()) {
      known = &found->second;
    } else {
      element.fail("is not known to codes/nibrs.json");
    }
  }
  if (root.has("categories")) {
    for (const auto& entry : root.child("categories").items()) {
      entry.only({"code", "parent"});
      question.categories.push_back(entry.child("code").text());
      question.parents.push_back(entry.has("parent") ? entry.child("parent").text() : "");
    }
  }
  for (const auto& entry : root.child("options").items()) {
    entry.only({"code", "category", "nibrs"});
    Option option{entry.child("code").text(), {}, {}};
    if (entry.has("category")) option.category = entry.child("category").text();
    if (entry.has("nibrs")) option.nibrs = entry.child("nibrs").texts();
    check_nibrs(entry, known, option.nibrs);
    question.options.push_back(std::move(option));
  }
  if (document.good()) {
    if (question.options.empty()) root.fail("has no options");
    if (const auto problem = problem_in_options(question); !problem.empty()) root.fail(problem);
  }
  return document.problem();
}

}  // namespace tellsafe::schema
