// Package vault turns passphrases into keys and seals bytes so that they open only in their own place; it knows no record.
package vault
