package summary

import (
	"encoding/json"
	"fmt"
)

// Freeze writes an issue as text from which ThawIssue makes the same issue again, in this version of the program and in later ones.
func (s IssueSummary) Freeze() (string, error) {
	s.Version = 0
	text, err := json.Marshal(s)
	if err != nil {
		return "", fmt.Errorf("freeze issue: %w", err)
	}
	return string(text), nil
}

// ThawIssue makes an issue of what Freeze wrote.
func ThawIssue(text string) (IssueSummary, error) {
	var s IssueSummary
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return s, fmt.Errorf("thaw issue: %w", err)
	}
	return s, nil
}
