package office

import (
	"maps"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// StatisticsReport is the book of statistics of a period: reception, matters, services, events, aid, counsellors, network, inspections.
const StatisticsReport ReportKind = "statistics"

// The scopes of statistics that are no station's name.
const (
	ScopeAll    = ""
	ScopeCentre = "centre"
)

// Scopes returns whose statistics can be asked for besides all together: the centre itself and each station by its name. Stations are
// the organisations of that kind, in the order they were written down, and whatever cases, files and counsellors name.
func (o *Office) Scopes() []string {
	out := []string{ScopeCentre}
	own := ""
	if c, err := o.Centre(); err == nil {
		own = c.Name
	}
	add := func(name string) {
		if name = strings.TrimSpace(name); name != "" && name != own && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	stations, err := o.store.List(centre.OrganisationType, store.Query{Where: []store.Cond{store.Where("kind", "station")}, Sort: store.ByMade})
	if err != nil {
		return out // a closed folder has no more to offer
	}
	for i := range stations.Len() {
		add(stations.Text(i, "name"))
	}
	named := map[string]bool{}
	for _, t := range []*field.Type{centre.CaseType, centre.HardshipType, centre.CounsellorType} {
		words, err := o.store.Tally(t, "station", store.Query{})
		if err != nil {
			continue
		}
		for name := range words {
			named[name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(named)) {
		add(name)
	}
	return out
}
