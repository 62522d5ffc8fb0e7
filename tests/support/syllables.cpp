#include "tests/support/syllables.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace tellsafe::support {
namespace {

using Text = std::u32string_view;

bool in(Text letters, char32_t letter) {
  return letters.find(letter) != Text::npos;
}

bool ends_with_any(Text word, std::initializer_list<Text> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](Text end) { return word.ends_with(end); });
}

std::size_t count_of(Text word, std::initializer_list<Text> parts) {
  std::size_t found = 0;
  for (const Text part : parts) {
    for (auto at = word.find(part); at != Text::npos; at = word.find(part, at + 1)) ++found;
  }
  return found;
}

// The number of runs of vowels.
std::size_t runs(Text word, Text vowels) {
  std::size_t found = 0;
  bool inside = false;
  for (const char32_t letter : word) {
    const bool vowel = in(vowels, letter);
    if (vowel && !inside) ++found;
    inside = vowel;
  }
  return found;
}

// What the rules below get wrong.
const std::map<Text, std::size_t> english_exceptions{
    {U"anyone", 3},     {U"area", 3},        {U"areas", 3},      {U"atheist", 3},    {U"being", 2},
    {U"bias", 2},       {U"business", 2},    {U"businesses", 3}, {U"closed", 1},     {U"couldn’t", 2},
    {U"created", 3},    {U"didn’t", 2},      {U"does", 1},       {U"doesn’t", 2},    {U"evening", 2},
    {U"every", 2},      {U"everybody", 4},   {U"everyone", 3},   {U"everything", 3}, {U"experience", 4},
    {U"eyes", 1},       {U"fewer", 2},       {U"flyer", 2},      {U"goes", 1},       {U"hawaiian", 3},
    {U"hour", 1},       {U"idea", 3},        {U"isn’t", 2},      {U"lawyer", 2},     {U"lgbtq", 5},
    {U"maybe", 2},      {U"orientation", 5}, {U"people", 2},     {U"period", 3},     {U"periods", 3},
    {U"quiet", 2},      {U"science", 2},     {U"sees", 1},       {U"sidewalk", 2},   {U"someone", 2},
    {U"themselves", 2}, {U"used", 1},        {U"website", 2}};

std::size_t english(Text word) {
  if (const auto known = english_exceptions.find(word); known != english_exceptions.end())
    return known->second;
  for (const Text possessive : {Text(U"’s"), Text(U"'s"), Text(U"’"), Text(U"'")}) {
    if (!word.ends_with(possessive)) continue;
    const Text stem = word.substr(0, word.size() - possessive.size());
    return english(stem) +
           (possessive.size() == 2 && ends_with_any(stem, {U"s", U"x", U"ch", U"sh"}) ? 1 : 0);
  }
  // A silent e in the middle: safe-ty, some-thing, care-ful.
  constexpr std::array<std::pair<Text, std::size_t>, 11> after_silent_e{{{U"ly", 1},
                                                                         {U"ful", 1},
                                                                         {U"less", 1},
                                                                         {U"ment", 1},
                                                                         {U"ness", 1},
                                                                         {U"ty", 1},
                                                                         {U"thing", 1},
                                                                         {U"times", 1},
                                                                         {U"time", 1},
                                                                         {U"where", 1},
                                                                         {U"body", 2}}};
  for (const auto& [end, more] : after_silent_e) {
    if (word.size() < end.size() + 3 || !word.ends_with(end)) continue;
    if (const Text stem = word.substr(0, word.size() - end.size()); stem.back() == U'e') {
      return english(stem) + more;
    }
  }
  std::size_t found = runs(word, U"aeiouy");
  const auto before = [&](std::size_t from_end) {
    return word.size() < from_end ? U' ' : word[word.size() - from_end];
  };
  const bool after_vowel_e = in(U"aeiouy", before(word.ends_with(U"e") ? 2 : 3));
  const bool syllabic_l =
      ends_with_any(word, {U"le", U"les", U"led"}) && !in(U"aeiouy", before(word.ends_with(U"le") ? 3 : 4));
  if (found > 1 && !after_vowel_e && !syllabic_l) {
    const bool silent_es =
        word.ends_with(U"es") && !in(U"sxzcg", before(3)) && !ends_with_any(word, {U"ches", U"shes"});
    const bool silent_ed = word.ends_with(U"ed") && !in(U"td", before(3));
    if (word.ends_with(U"e") || silent_es || silent_ed) --found;
  }
  // Two vowels beside each other that are two syllables: do-ing, ma-te-ri-al, vi-o-lent, ac-tu-al.
  if (ends_with_any(word, {U"aing", U"eing", U"oing", U"uing", U"ying"})) ++found;
  found +=
      count_of(word, {U"rial", U"dian", U"dia", U"niat", U"viol", U"vio", U"riot", U"iety", U"eo", U"ctua",
                      U"dua", U"sual", U"tual", U"iolog", U"reat", U"iet", U"rious", U"dio"}) > 0
          ? 1
          : 0;
  if (word.ends_with(U"ism")) ++found;
  return std::max<std::size_t>(found, 1);
}

// Each strong vowel is a syllable, and a weak one only where no strong one stands beside it.
std::size_t iberian(Text word, Text strong, Text weak) {
  std::size_t found = 0;
  std::size_t in_run = 0;
  bool inside = false;
  for (std::size_t at = 0; at <= word.size(); ++at) {
    const char32_t letter = at < word.size() ? word[at] : U' ';
    const bool is_strong = in(strong, letter);
    if (is_strong || in(weak, letter)) {
      inside = true;
      in_run += is_strong ? 1 : 0;
    } else if (inside) {
      found += std::max<std::size_t>(in_run, 1);
      in_run = 0;
      inside = false;
    }
  }
  return found;
}

std::size_t spanish(Text word) {
  const bool vowel_y = word.ends_with(U"y");
  return iberian(word, U"aeoáéíóú", vowel_y ? U"iuüy" : U"iuü");
}

std::size_t portuguese(Text word) {
  return iberian(word, U"aeoáâãàéêíóôõú", U"iuü") - count_of(word, {U"ão", U"ãe", U"õe"});
}

std::size_t french(Text word) {
  constexpr Text vowels = U"aeiouyàâäéèêëîïôöùûüœæ";
  std::size_t found = runs(word, vowels);
  found += count_of(word, {U"éa", U"éo", U"éi", U"éé", U"réu", U"aï", U"oï", U"oë"});
  const Text stem = word.ends_with(U"s") ? word.substr(0, word.size() - 1) : word;
  if (found > 1 && stem.size() > 1 && stem.back() == U'e' && !in(vowels, stem[stem.size() - 2])) --found;
  return found;
}

std::size_t russian(Text word) {
  return static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), [](char32_t letter) { return in(U"аеёиоуыэюя", letter); }));
}

// An i before a vowel only softens.
std::size_t polish(Text word) {
  std::size_t found = 0;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (!in(U"aąeęioóuy", word[at])) continue;
    const bool softens = word[at] == U'i' && at + 1 < word.size() && in(U"aąeęoóu", word[at + 1]);
    if (!softens) ++found;
  }
  return found;
}

}  // namespace

std::size_t syllables(std::string_view language, std::u32string_view word) {
  if (language == "en") return english(word);
  if (language == "es") return spanish(word);
  if (language == "fr") return french(word);
  if (language == "pt-BR") return portuguese(word);
  if (language == "ru") return russian(word);
  if (language == "pl") return polish(word);
  return 0;
}

}  // namespace tellsafe::support
