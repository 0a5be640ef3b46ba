package fake

import (
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

func TestDrawingsFollowFromTheirNumber(t *testing.T) {
	a, b, c := Drawing(1), Drawing(1), Drawing(2)
	same, other := true, false
	for y := 0; y < DrawnHeight; y += 7 {
		for x := 0; x < DrawnWidth; x += 7 {
			same = same && a.At(x, y) == b.At(x, y)
			other = other || a.At(x, y) != c.At(x, y)
		}
	}
	if !same || !other || a.Bounds().Dx() != DrawnWidth || a.Bounds().Dy() != DrawnHeight {
		t.Errorf("the same number draws the same: %v; another one another: %v", same, other)
	}
}

// TestTheBulletinTellsOfTheSampleItself: every article of this month's number names the event it tells of, and with it all its figures.
func TestTheBulletinTellsOfTheSampleItself(t *testing.T) {
	events, photos := map[field.ID]*centre.Event{}, 0
	sections := map[string]int{}
	var articles []*centre.Article
	rs := New(1, today).Sample()
	for _, r := range rs {
		switch r := r.(type) {
		case *centre.Event:
			events[r.ID] = r
		case *centre.Article:
			articles = append(articles, r)
		case *centre.Attachment:
			if r.IsPicture() {
				photos++
				if events[r.Owner] == nil {
					t.Error("a photo belongs to no event")
				}
			}
		}
	}
	for _, a := range articles {
		sections[a.Section]++
		for _, id := range a.Sources {
			e := events[id]
			if e == nil || len(a.Sources) > 1 || a.Edited == field.Yes {
				continue
			}
			told := slices.ContainsFunc([]field.Count{e.People, e.Units, e.Problems, e.Gifts}, func(c field.Count) bool {
				return !c.IsZero() && strings.Contains(a.Body, c.String())
			})
			if !told && a.Section == "news" {
				t.Errorf("%s tells no figure of its event", a.Heading)
			}
		}
	}
	if sections["news"] < 6 || sections["brief"] < 5 || photos < 3 {
		t.Errorf("sections %v, %d photos", sections, photos)
	}
}
