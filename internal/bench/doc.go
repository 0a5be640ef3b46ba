// Package bench runs the program's engines beside their peers, in turns and in one process, so that the ratios hold on any machine.
// It is a module of its own: the program does not depend on its peers. From the project's folder:
//
//	go -C internal/bench test -bench .
//	go -C internal/bench test -bench Search -rows 100000
//	go -C internal/bench test -bench 'Paper|Bulletin' -whole regular.ttf,bold.ttf
//
// SQLite takes part with both common drivers: sqlite is modernc.org/sqlite, sqlite3 is github.com/mattn/go-sqlite3, which needs a C
// compiler and stays out with CGO_ENABLED=0.
//
// Times are medians; x-NAME is our time divided by that of NAME, so that below 1 ours is the quicker one.
package bench
