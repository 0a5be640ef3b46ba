package centre

// AgeBandOf returns the code of AgeBand that an age, full years, lies in.
func AgeBandOf(age int) string {
	switch {
	case age < 18:
		return "u18"
	case age < 25:
		return "18-24"
	case age < 35:
		return "25-34"
	case age < 45:
		return "35-44"
	case age < 55:
		return "45-54"
	}
	return "55+"
}
