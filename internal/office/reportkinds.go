package office

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// publicKinds are the documents for everybody. Statistics for inside, with small numbers in them, are of a public kind and not public.
var publicKinds = []ReportKind{BulletinReport, ProgrammeReport, EventReport, StatisticsReport}

// publicName is Name for documents that are for everybody: it knows nobody whose name is personal, whatever a record refers to.
func (o *Office) publicName(id field.ID) string {
	for _, t := range centre.Types {
		if slices.ContainsFunc(t.Title, func(key string) bool { return t.Field(key) != nil && t.Field(key).Has(field.IsPrivate) }) {
			continue
		}
		if name, ok := o.store.Title(t.Table, id); ok {
			return name
		}
	}
	return ""
}
