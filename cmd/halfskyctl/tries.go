package main

import (
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/office"
)

// wait lets the time pass that wrong passphrases cost, and says so.
func (c *call) wait(d time.Duration) {
	c.complain(c.book.T("lock.waiting", int((d+time.Second-1)/time.Second)), "")
	time.Sleep(d)
}

// tellTries says how often somebody tried to get in before.
func (c *call) tellTries(o *office.Office) {
	if t := o.FailedTries(); t.Count > 0 {
		words := centre.Shown{Book: c.book, Zone: o.Now().Location()}
		c.complain(c.book.T("lock.tries", t.Count, words.Moment(t.First)), "")
	}
}
