//go:build cgo

package bench

import _ "github.com/mattn/go-sqlite3"

func init() {
	drivers = append(drivers, driver{"sqlite3", "?_journal_mode=WAL&_synchronous=FULL"})
}
