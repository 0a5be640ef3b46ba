package store

import (
	"runtime"
	"sync"
)

// inParts splits 0…n among the processors, at least grain to each, and waits for all parts.
func inParts(n, grain int, do func(from, to int)) {
	parts := min(runtime.GOMAXPROCS(0), n/grain)
	if parts < 2 {
		do(0, n)
		return
	}
	var wg sync.WaitGroup
	for p := range parts {
		wg.Go(func() { do(n*p/parts, n*(p+1)/parts) })
	}
	wg.Wait()
}
