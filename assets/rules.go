package assets

import "embed"

// Rules holds the statutory clocks, rules/clocks.csv, and the days of rest, rules/holidays/<year>.csv with one file
// for each year whose notice is known. Package law is their only reader. How long records are kept is in
// rules/retention.csv, and what is done before an event in rules/checklists.csv; package office reads them. The words in which people
// tell of danger are in rules/riskwords.csv; package centre reads them.
//
//go:embed rules
var Rules embed.FS
