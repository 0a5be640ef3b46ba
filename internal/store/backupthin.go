package store

import (
	"fmt"
	"os"
	"slices"
	"time"

	"cn.halfsky/internal/field"
)

// kept says of how many hours, days, weeks and months the newest backup is kept.
var kept = []struct {
	count  int
	period func(time.Time) string
}{
	{24, func(t time.Time) string { return t.Format("2006010215") }},
	{7, func(t time.Time) string { return t.Format("20060102") }},
	{4, func(t time.Time) string { y, w := t.ISOWeek(); return fmt.Sprint(y, w) }},
	{12, func(t time.Time) string { return t.Format("200601") }},
}

// surplus returns those of a folder's backups that need not be kept, all of one place. Which is newer their numbers tell and not
// their times, and how old they are does not count: so a clock that was set wrong, in whichever direction, costs at most its own
// share of the places and never the newest ones.
func surplus(all []BackupInfo) []BackupInfo {
	var proved, others []BackupInfo
	newest := uint32(0)
	for _, i := range all {
		if i.Err != nil {
			continue // not ours to judge
		}
		if i.Verified != 0 {
			proved, newest = append(proved, i), max(newest, i.number)
		} else {
			others = append(others, i)
		}
	}
	if len(proved) == 0 {
		return nil
	}
	drop := beyondPeriods(proved)
	var since []BackupInfo
	for _, i := range others {
		if i.number > newest {
			since = append(since, i)
		} else {
			drop = append(drop, i) // a proved one was made after it
		}
	}
	return append(drop, beyondPeriods(since)...)
}

func beyondPeriods(all []BackupInfo) (drop []BackupInfo) {
	all = slices.SortedFunc(slices.Values(all), newerFirst)
	keep := make([]bool, len(all))
	for _, k := range kept {
		seen := map[string]bool{}
		for i, b := range all {
			p := k.period(b.Made.In(time.UTC))
			if !seen[p] && len(seen) < k.count {
				seen[p], keep[i] = true, true
			}
		}
	}
	for i, b := range all {
		if !keep[i] {
			drop = append(drop, b)
		}
	}
	return drop
}

// thin removes the backups of this folder that are not kept any longer, and attachments that none of those left names. What cannot
// be removed now is removed another time.
func (b *backing) thin(made BackupInfo) {
	gone := false
	for _, i := range surplus(append(b.others, made)) {
		if i.Path != made.Path {
			gone = os.Remove(i.Path) == nil || gone
		}
	}
	if !gone {
		return
	}
	if named, ok := b.namedByOthers(); ok {
		b.sweepBlobs(named)
	}
}

// namedByOthers are the attachments that backups of this folder name. ok is false when one of them cannot be read: whatever it names
// has to stay then.
func (b *backing) namedByOthers() (named map[string]bool, ok bool) {
	all, err := Backups(b.dir)
	if err != nil {
		return nil, false
	}
	named = map[string]bool{}
	for _, i := range all {
		if i.Err == nil && i.Folder != b.s.folder {
			continue
		}
		if i.Err != nil && i.Folder == (field.ID{}) {
			return nil, false // whose it is cannot be told
		}
		m, err := b.s.manifestOf(i.Path)
		if err != nil {
			return nil, false
		}
		for _, x := range m.Blobs {
			named[x.Name] = true
		}
	}
	return named, true
}
