package centre

import (
	"testing"

	"cn.halfsky/internal/field"
)

// TestFacesShowNothingPersonal: what everybody sees of a restricted record tells that it is there and who to ask, nothing more.
func TestFacesShowNothingPersonal(t *testing.T) {
	faces := 0
	for _, typ := range Types {
		for _, key := range typ.Face {
			faces++
			f := typ.Field(key)
			if f == nil {
				t.Errorf("%s shows %s, which it has not", typ.Table, key)
				continue
			}
			if f.Has(field.IsPrivate|field.IsMasked|field.IsName|field.IsBlob) || f.Kind == field.DayKind || f.Kind == field.MomentKind || f.Kind == field.LongKind {
				t.Errorf("%s shows %s to those who may not open it", typ.Table, key)
			}
		}
	}
	if faces == 0 {
		t.Fatal("no type has a face")
	}
}
