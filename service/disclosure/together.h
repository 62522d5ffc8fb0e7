// Needs to be high, many at a time.
//
// A set of counts in which one leaf is large has room for others that are large, so one program can prove
// several needs for little more than the price of one.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "service/disclosure/proofs.h"

namespace tellsafe::disclosure {

// Of the needs, which must be to be high: those of single leaves, without a proof, that may well be met at
// once, in their order, at most `many`: the reports that they ask for don't exceed the count of any held
// cell.
std::vector<Proofs::Side> room_for(const System& system, const Finder& finder, const Proofs& proofs,
                                   std::span<const Proofs::Side> sides, std::size_t many);

// Proves what it can of the sides to be high, and leaves the rest to be proven one by one; a side that has no
// proof ends it and is returned. `keep` gets each witness and must add it to the proofs.
std::optional<Proofs::Side> prove_together(const System& system, Finder& finder, const Proofs& proofs,
                                           std::span<const Proofs::Side> sides, Figures& figures,
                                           const std::function<void(Witness)>& keep);

}  // namespace tellsafe::disclosure
