// Package bench runs the program's engines beside their peers, in turns and in one process, so that the ratios hold on any machine.
// It is a module of its own: the program does not depend on its peers. From the project's folder:
//
//	CGO_ENABLED=0 go -C internal/bench test -bench .
//	CGO_ENABLED=0 go -C internal/bench test -bench Search -rows 100000
//
// Times are medians; x-NAME is our time divided by that of NAME, so that below 1 ours is the quicker one.
package bench
