// How a line joins the audit log: the chain and the seal. README.md specifies every byte. Pure.
#pragma once

#include "service/store/audit.h"

namespace tellsafe::access {

// The bytes of a line, without its chain.
crypto::Bytes line_bytes(const store::AuditLine& line);

// The chain of a line that follows one whose chain is `before` (32 zero bytes before the first).
crypto::Sha256 chain_after(const crypto::Sha256& before, const store::AuditLine& line);

// Numbers and chains `line` as the one that follows what `seal` covers, and moves the seal on.
void seal_line(store::AuditSeal& seal, store::AuditLine& line);

// Moves the seal on over a line that has its number and chain already.
void advance(store::AuditSeal& seal, const store::AuditLine& line);

}  // namespace tellsafe::access
