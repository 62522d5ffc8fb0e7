#include "schema/inputs.h"

namespace tellsafe::schema {

std::vector<std::string> inputs_of(const Question& question) {
  if (!question.asked) return {};
  if (question.kind != Kind::date) return {question.id};
  return {question.id + "_day", question.id + "_month", question.id + "_year",
          question.id + "_is_approximate"};
}

}  // namespace tellsafe::schema
