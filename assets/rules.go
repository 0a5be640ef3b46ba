package assets

import "embed"

// Rules holds the statutory clocks, rules/clocks.csv, and the days of rest, rules/holidays/<year>.csv with one file
// for each year whose notice is known. Package law is their only reader. How long records are kept is in
// rules/retention.csv; package office reads it.
//
//go:embed rules
var Rules embed.FS
