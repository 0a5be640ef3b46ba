package field

// Vocab is a closed list of words with permanent codes. A retired code is no longer offered but still prints.
// Labels are say keys: <name>.<code>.
type Vocab struct {
	Name  string
	Codes []Term
}

// Term is one word of a vocabulary.
type Term struct {
	Code    string
	Under   string   // code of the broader term, for two-level lists
	Retired bool     // printed, not offered
	Also    []string // other words people write for it
}

// Words makes a flat vocabulary from codes.
func Words(name string, codes ...string) *Vocab {
	v := &Vocab{Name: name}
	for _, c := range codes {
		v.Codes = append(v.Codes, Term{Code: c})
	}
	return v
}

// Term returns the term with that code, or nil.
func (v *Vocab) Term(code string) *Term {
	for i := range v.Codes {
		if v.Codes[i].Code == code {
			return &v.Codes[i]
		}
	}
	return nil
}

// Offered returns the codes a person may choose now.
func (v *Vocab) Offered() []string {
	var out []string
	for _, t := range v.Codes {
		if !t.Retired {
			out = append(out, t.Code)
		}
	}
	return out
}

// Find returns the code a person means by a code or by one of a term's other words, or "".
func (v *Vocab) Find(word string) string {
	w := Fold(word)
	for _, t := range v.Codes {
		if Fold(t.Code) == w {
			return t.Code
		}
	}
	for _, t := range v.Codes {
		for _, a := range t.Also {
			if Fold(a) == w {
				return t.Code
			}
		}
	}
	return ""
}
