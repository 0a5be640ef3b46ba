package events

import (
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// laptops says how much comes from which laptop, where more than one counted. What is not saved yet is this one's.
func (c *counter) laptops() string {
	own := c.desk.Device()
	if len(c.saved.Laptops) == 0 || len(c.saved.Laptops) == 1 && c.saved.Laptops[0].Name == own {
		return ""
	}
	mine, others := int64(0), []string{}
	for _, l := range c.saved.Laptops {
		if l.Name == own {
			mine += l.Total
			continue
		}
		others = append(others, c.host.T("counting.laptop.other", laptopName(l.Name), l.Total))
	}
	for _, t := range c.wait {
		mine += t.By
	}
	return c.host.Book.List(append([]string{c.host.T("counting.laptop.own", mine)}, others...)...)
}

// laptopName is the part of a laptop's name that people can tell apart.
func laptopName(device string) string { return strings.ToUpper(device[:min(len(device), 4)]) }

// carry writes what was counted at this event to a file, for another laptop to take in.
func (c *counter) carry() {
	c.ways.Export(centre.TallyType, kit.Query{Where: []store.Cond{store.Where("event", c.event.ID.String())}, Sort: store.ByMade})
}

// takeIn brings in what another laptop counted at this event.
func (c *counter) takeIn() { c.ways.Into(c.event) }

// look reads what was counted, now and then: what another laptop counted may have come in meanwhile.
func (c *counter) look() {
	if c.saving || len(c.wait) > 0 {
		return
	}
	c.saving = true
	kit.Go(c.host, func() ([]*centre.Tally, error) { return c.desk.Tallies(c.event.ID) }, func(all []*centre.Tally, err error) {
		c.saving = false
		if err == nil {
			c.take(counted{tallies: all})
		}
		c.paint()
		c.save()
	})
}
