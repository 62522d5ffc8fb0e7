// Part of labels: whether a language says all that it must. Pure functions over key and text.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schema/form.h"
#include "schema/labels.h"

namespace tellsafe::schema {

// "question.area.hint" → text; of a plural text the form "other"
using Texts = std::map<std::string, std::string, std::less<>>;
// The plural texts among them.
using Plurals = std::map<std::string, PluralForms, std::less<>>;

// The first key that the form, or an error of its validator, needs and `texts` lacks; empty if none. More
// keys than the form needs are fine: releases keep codes that later forms no longer offer.
std::string missing_key(const Form& form, const Texts& texts);

// How `other` differs from `first` in keys or in the placeholders of a text, in words; empty if in nothing.
std::string difference(const Texts& first, const Texts& other);

// The first key that is plural in one language and not in the other; empty if none.
std::string plural_in_one(const Plurals& first, const Plurals& other);

// Names of plural categories only, "other" among them.
bool is_plural(const std::vector<std::string>& names);

// The first form whose placeholders are not those of "other"; {count} may be left out. Empty if none.
std::string odd_form(const PluralForms& forms);

// The names between braces: "{count} of {limit}" has count and limit.
std::set<std::string, std::less<>> placeholders(std::string_view text);

}  // namespace tellsafe::schema
