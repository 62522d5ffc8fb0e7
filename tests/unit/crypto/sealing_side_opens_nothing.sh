#!/bin/sh
# sealing_side_opens_nothing.sh NM LIBRARY: fails when the library refers to anything that decrypts or signs.
set -eu
symbols=$("$1" -u "$2")
echo "$symbols" | grep -q crypto_aead_chacha20poly1305_ietf_encrypt || { echo "not the sealing library"; exit 1; }
if echo "$symbols" | grep -E 'decrypt|_open|crypto_sign_detached|crypto_sign_seed|crypto_pwhash'; then
  echo "the sealing library can open or sign"
  exit 1
fi
