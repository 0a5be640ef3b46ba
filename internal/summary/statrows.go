package summary

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// StatRecords are what the statistics of a period are made from: of cases, steps, shifts and aid only what is counted.
type StatRecords struct {
	Own         string // name of the centre; a station of that name, or of none, is the centre itself
	Stations    []string
	Cases       []StatCase
	Steps       []StatStep
	Transfers   map[field.ID]bool // cases passed on to another body
	Events      []*centre.Event
	Hosts       Names
	Districts   map[field.ID]string // of hosts whose district is known
	Aid         []StatAid
	Files       []StatFile
	Shifts      []StatShift
	Counsellors []StatCounsellor
	Network     []StatStation
	Locked      int  // cases that only show their face
	Dateless    int  // closed cases without a day of closing, where that is what counts
	NoCases     bool // this account opens no cases
	NoAid       bool // nor aid
}

// StatCase is what is counted of a case.
type StatCase struct {
	ID       field.ID
	Received field.Day
	Closed   field.Day
	Channel  string
	Matter   string
	State    string
	Outcome  string
	Happy    string
	Station  string
	Person   field.ID
	Group    bool
	Heads    field.Count
	Reps     []field.ID // who speaks for the group
	Paid     field.Fen
}

// known are the people of a case who are known by themselves, each once.
func (x *StatCase) known() []field.ID {
	var out []field.ID
	for _, id := range append([]field.ID{x.Person}, x.Reps...) {
		if id != (field.ID{}) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// StatStep is what is counted of a step.
type StatStep struct {
	ID      field.ID
	Case    field.ID
	At      field.Day
	Service string
	Money   field.Fen
	Station string // of its case, where the step is a letter
}

// StatAid is one entry of aid that was given.
type StatAid struct {
	ID    field.ID
	File  field.ID
	Date  field.Day
	Kind  string
	Worth field.Fen
}

// StatFile is what is counted of a hardship file.
type StatFile struct {
	ID       field.ID
	Approved field.Day
	Left     field.Day
	State    string
	Members  int64
	Station  string
}

// StatShift is what is counted of a shift.
type StatShift struct {
	ID          field.ID
	Date        field.Day
	Place       string
	Counsellors []field.ID
	State       string
	Minutes     int64
	Received    field.Count
}

// StatCounsellor is what is counted of a counsellor.
type StatCounsellor struct {
	ID       field.ID
	From, To field.Day
	Station  string
}

// StatStation is a station of the network: planned, set up, opened.
type StatStation struct {
	ID     field.ID
	Name   string
	From   field.Day // set up
	To     field.Day // given up
	Opened field.Day
}
