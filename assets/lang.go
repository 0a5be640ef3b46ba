package assets

import "embed"

// Lang holds the sentences of the program: lang/zh/*.json and lang/en/*.json, each a flat object
// of key to text. Package say is its only reader.
//
//go:embed lang
var Lang embed.FS
