package vault

import "errors"

// The ways opening something can fail. Wrapped errors name no content.
var (
	ErrPassphrase = errors.New("wrong passphrase")
	ErrDamaged    = errors.New("bytes are not what was sealed")
	ErrNewer      = errors.New("written in a newer format")
	ErrNoKey      = errors.New("the account holds no key for it")
)
