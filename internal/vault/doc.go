// Package vault turns passphrases into keys and seals bytes so that they open only in their own place; it knows no record.
//
// # Keys
//
//	passphrase (NFKC) ── Argon2id ──> account key ── AES-256-GCM ──> private key of the account (X25519 + ML-KEM-768)
//	                                                                  │
//	                          grant: HPKE to the account's public key, or sealed by the account itself
//	                                                                  │
//	                                                 data key: 32 random bytes for one space and epoch
//	                                                                  │ HKDF-SHA256, one sub-key per purpose
//	                                                 records, journal, head, cache, backup, blobs …
//
// A Slot is one account: what its passphrase opens, and its public key, so that whoever holds a data key can grant it to an
// account without that account's passphrase. A Key is one data key with its grants; it has a number, and every sealed value
// begins with the number of the key that opens it.
//
// Every key but the first carries a proof by the key of its space before it, or by the first key of the folder: a grant can be
// sealed by anybody, and a key slipped into a folder would else be used for what is saved next.
//
// The key pair is the hybrid of X25519 and ML-KEM-768: a stolen folder can be kept for decades, and with X25519 alone the
// public key that stands in it would one day be the way around the passphrase. The price is 1,168 bytes per grant to another
// account; a grant an account makes to itself is 60 bytes, since it needs no public key.
//
// # Sealed values
//
//	[1] format | [4] key number | [2] schema | [12] nonce | ciphertext | [16] tag
//
// The tag covers the header and the place the caller gives (table, revision, record id): a value moved to another place, or
// given another header, does not open. The text is padded, so that lengths tell little.
//
// # Recovery sheets
//
// A recovery sheet is one more account. Its passphrase is 160 random bits, printed in base-32 and never stored; see Code for how a
// sheet is proved while it is typed. It can be split so that two of three shares are needed (Sheet.Split).
//
// The splitting is Shamir's, by github.com/cloudflare/circl/secretsharing: BSD licence, released several times a year, reviewed and
// fuzzed by its makers, and in ristretto255 it takes the same time for every secret. The price is that a share is a number of 253
// bits for a secret of 160: 72 characters to type instead of 48. Refused: hashicorp/vault/shamir, shares of 21 bytes, but under a
// licence that is no longer free, and inside a module of hundreds; its free forks, which one person keeps each; the age plugins,
// which are programs and not libraries, and not reviewed; forty lines of our own, because nobody would have looked at them but us.
//
// # What it does not do
//
// It cannot keep keys out of swap and crash dumps, and it cannot promise that the Go runtime left no copy of a key behind.
package vault
