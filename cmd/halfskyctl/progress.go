package main

import (
	"fmt"
	"strings"
	"time"

	"cn.halfsky/internal/store"
)

// progressAfter is how long something may take before it says how far it is.
const progressAfter = 500 * time.Millisecond

// progress shows on standard error how far something is, when a person looks at it. What is quick says nothing.
func (c *call) progress(key string) store.Progress {
	if !c.watched {
		return nil
	}
	begin := c.now()
	return func(done, total int) {
		if total <= 0 || c.now().Sub(begin) < progressAfter {
			return
		}
		c.shown = true
		// Progress is a courtesy: that it cannot be shown stops nothing.
		_, _ = fmt.Fprintf(c.err, "\r%s %3d%%", c.book.T(key), min(100, done*100/total))
	}
}

// clearProgress takes the line of progress away before something else is written.
func (c *call) clearProgress() {
	if c.shown {
		c.shown = false
		_, _ = fmt.Fprintf(c.err, "\r%s\r", strings.Repeat(" ", 60))
	}
}
