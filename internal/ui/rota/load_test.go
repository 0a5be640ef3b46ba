package rota

import (
	"slices"
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/rota"
)

func TestSharesAddUpTheTimePeopleAreThere(t *testing.T) {
	a, b, c := field.ID{1}, field.ID{2}, field.ID{3}
	there := func(who field.ID, spans ...rota.Span) rota.Presence { return rota.Presence{Who: who, There: spans} }
	got := shares([]rota.Duty{
		{People: []rota.Presence{there(a, rota.Span{From: 540, To: 600}), there(b, rota.Span{From: 540, To: 720})}},
		{People: []rota.Presence{there(a, rota.Span{From: 840, To: 870}, rota.Span{From: 900, To: 960}), there(c)}},
	})
	if want := []share{{b, 180}, {a, 150}, {c, 0}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if len(shares(nil)) != 0 {
		t.Error("nobody has a share of nothing")
	}
}
