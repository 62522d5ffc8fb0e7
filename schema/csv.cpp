#include "schema/csv.h"

#include <fmt/format.h>

namespace tellsafe::schema {
namespace {

constexpr std::size_t max_field = std::size_t{1} << 20U;
constexpr int end_of_file = std::istream::traits_type::eof();

void skip_byte_order_mark(std::istream& input) {
  if (input.peek() == 0xEF) input.ignore(3);
}

}  // namespace

boost::system::result<bool, CsvError> CsvReader::next(std::vector<std::string>& record) {
  if (columns_ == 0) skip_byte_order_mark(input_);
  record.clear();
  record_line_ = line_;
  if (input_.peek() == end_of_file) return false;
  for (;;) {
    std::string field;
    const auto after = read_field(field);
    if (!after) return after.error();
    record.push_back(std::move(field));
    if (*after == After::record) break;
  }
  if (columns_ == 0) columns_ = record.size();
  if (record.size() != columns_) {
    return CsvError{fmt::format("has {} fields where the first line has {}", record.size(), columns_),
                    record_line_};
  }
  return true;
}

boost::system::result<CsvReader::After, CsvError> CsvReader::read_field(std::string& field) {
  if (input_.peek() == '"') {
    input_.get();
    return read_quoted(field);
  }
  for (;;) {
    const int c = input_.get();
    if (c == ',') return After::field;
    if (c == '\n' || c == '\r' || c == end_of_file) return end_of_line(c);
    if (c == '"') return error("has a quotation mark in the middle of a field");
    if (c == 0) return error("has a NUL");
    if (field.size() == max_field) return error("has a field of more than 1 MiB");
    field += static_cast<char>(c);
  }
}

boost::system::result<CsvReader::After, CsvError> CsvReader::read_quoted(std::string& field) {
  const std::size_t opened = line_;
  for (;;) {
    const int c = input_.get();
    if (c == end_of_file) return CsvError{"has a quotation mark that is never closed", opened};
    if (c == '"') {
      if (input_.peek() != '"') break;
      input_.get();
    }
    if (c == 0) return error("has a NUL");
    if (c == '\n') ++line_;
    if (field.size() == max_field) return error("has a field of more than 1 MiB");
    field += static_cast<char>(c);
  }
  const int c = input_.get();
  if (c == ',') return After::field;
  if (c == '\n' || c == '\r' || c == end_of_file) return end_of_line(c);
  return error("has text after a closing quotation mark");
}

boost::system::result<CsvReader::After, CsvError> CsvReader::end_of_line(int c) {
  if (c == '\r' && input_.get() != '\n') return error("has a carriage return without a line feed");
  ++line_;
  return After::record;
}

}  // namespace tellsafe::schema
