// A sent form taken apart: the answers to the form's questions, and the fields that serve the sending.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "crypto/memory.h"
#include "schema/validate.h"

namespace tellsafe::intake {

// Views into what was sent; empty where a field was not.
struct Submission {
  std::vector<schema::SentField> answers;  // all others, in the order sent, for schema::check
  std::string_view token;                  // see form_token.h
  std::string_view work;                   // see work.h
  std::string_view sealed_story;           // an age file, base64url without padding
  std::string_view report_id;              // the id that stands in it, 16 hexadecimal digits
  std::string_view action;                 // of the button: "show" for the form in another language
  std::string_view show_in;                // that language
};

// Nothing when one of these fields was sent twice: no form of ours does. `padding` is dropped, as often as it
// comes.
std::optional<Submission> take_apart(std::span<const schema::SentField> sent);

// A story that the browser sealed.
struct SealedStory {
  std::uint64_t report = 0;
  crypto::Bytes file;
};

// The sealed story of a submission that has one. Nothing when it is not one that our scripts could have made
// for so many recipients, or stands beside a story that is not sealed.
std::optional<SealedStory> read_sealed_story(const Submission& submission, std::size_t recipients);

}  // namespace tellsafe::intake
