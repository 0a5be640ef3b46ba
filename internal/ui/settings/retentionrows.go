package settings

import (
	"encoding/binary"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// dueRows shows what has been kept long enough.
type dueRows struct {
	host *kit.Host
	all  []office.Due
}

// Len is called by the table.
func (r *dueRows) Len() int { return len(r.all) }

// ID is called by the table.
func (r *dueRows) ID(i int) field.ID { return r.all[i].ID }

// Text is called by the table.
func (r *dueRows) Text(i int, key string) string {
	h, d := r.host, r.all[i]
	switch key {
	case "name":
		return dueName(h, d)
	case "class":
		return classWords(h, d.Class)
	case "until":
		return h.Shown().Day(d.Until)
	case "do":
		if d.Frozen {
			return h.T("keep.frozen")
		}
		return h.T("retention.do." + d.Do)
	}
	return ""
}

// keepingRows shows how long what is kept.
type keepingRows struct {
	host *kit.Host
	all  []centre.Keeping
}

// Len is called by the table.
func (r *keepingRows) Len() int { return len(r.all) }

// ID numbers the lines; the table asks for no more.
func (r *keepingRows) ID(i int) (id field.ID) {
	binary.BigEndian.PutUint64(id[8:], uint64(i)+1)
	return id
}

// Text is called by the table.
func (r *keepingRows) Text(i int, key string) string {
	h, k := r.host, r.all[i]
	switch key {
	case "class":
		return classWords(h, k.Class)
	case "years":
		if k.Years == 0 {
			return h.T("retention.permanent")
		}
		return h.T("keep.years.n", k.Years)
	case "do":
		if k.Do == "" || k.Years == 0 {
			return ""
		}
		return h.T("retention.do." + k.Do)
	case "source":
		return h.T("retention.source." + k.Source)
	}
	return ""
}
