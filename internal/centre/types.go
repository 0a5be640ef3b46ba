// Package centre holds the records of a women workers' rights centre 女职工维权中心 and their rules, one file per noun.
//
// Order within a file: what the noun is, the struct, its type with the field list, Check, small methods. A record's keys and
// its table's name and number are permanent; testdata/keys.golden keeps them.
package centre

import (
	"slices"

	"cn.halfsky/internal/field"
)

// Types are all record types, in the order screens and exports show them. Adding a record type is one file and one line here.
var Types = []*field.Type{
	CentreType, RoleType, OrganisationType, PersonType,
	CaseType, StepType, ActType, ConsentType, ReferralType, MilestoneType, DeadlineType, HandoverType, SupervisionType,
	CounsellorType, TemplateType, AbsenceType, ShiftType, AppointmentType,
	ProgrammeType, EventType, ParticipationType, JobLineType, DeskType, AwardType, TaskType, TallyType, ReadingType, AttendeeType,
	HardshipType, MemberType, PairingType, AidType, VisitType, MutualType,
	RiskCheckType, SafetyPlanType,
	DocumentType, IndicatorType, IssueType, ArticleType, DistributionType, EditionType, AttachmentType,
}

// TypeOf returns the type of the table, or nil.
func TypeOf(table string) *field.Type {
	for _, t := range Types {
		if t.Table == table {
			return t
		}
	}
	return nil
}

// PartsOf returns the types whose records are parts of a record of the table: the steps of a case, the lines of a job fair, the files of
// either.
func PartsOf(table string) []*field.Type {
	var out []*field.Type
	for _, t := range Types {
		if s := t.Owner(); s != nil && slices.Contains(s.Tables, table) {
			out = append(out, t)
		}
	}
	return out
}
