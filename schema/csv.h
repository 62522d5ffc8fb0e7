// A strict, streaming reader of comma-separated values (RFC 4180), with LF accepted beside CRLF.
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <istream>
#include <string>
#include <vector>

namespace tellsafe::schema {

struct CsvError {
  std::string text;      // what is wrong, without the content
  std::size_t line = 0;  // and where; 1 is the first
};

// Reads record by record in bounded memory. A byte order mark at the start is skipped. Not thread safe.
class CsvReader {
 public:
  // `input` must outlive the reader.
  explicit CsvReader(std::istream& input) : input_(input) {}

  // The next record into `record`; false at the end. After an error the reader is of no further use.
  // errors: a quote that is never closed or stands in the middle of a field, text after a closing quote,
  // a bare carriage return, a NUL, a field above 1 MiB, a record with another number of fields than the
  // first.
  boost::system::result<bool, CsvError> next(std::vector<std::string>& record);

  // The line on which the record that was read last begins.
  std::size_t line() const { return record_line_; }

 private:
  enum class After { field, record };
  boost::system::result<After, CsvError> read_field(std::string& field);
  boost::system::result<After, CsvError> read_quoted(std::string& field);
  boost::system::result<After, CsvError> end_of_line(int c);
  CsvError error(std::string text) const { return {std::move(text), line_}; }

  std::istream& input_;
  std::size_t line_ = 1;
  std::size_t record_line_ = 1;
  std::size_t columns_ = 0;
};

}  // namespace tellsafe::schema
