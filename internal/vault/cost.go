package vault

// Cost is what turning a passphrase into a key costs, by Argon2id (RFC 9106).
type Cost struct {
	Time   uint32 // passes
	Memory uint32 // KiB
	Lanes  uint8
}
