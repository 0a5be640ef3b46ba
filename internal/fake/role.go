package fake

import "cn.halfsky/internal/centre"

// Role makes a role of a centre's own: volunteers who take calls and print nothing.
func (m *Maker) Role(with ...func(*centre.Role)) *centre.Role {
	return made(m, &centre.Role{
		Key: "own-1-1", Name: pick(m, []string{"示例志愿者", "示例实习生", "示例值班律师"}), Spaces: []string{"open", "cases"}, Rights: []string{centre.MayWrite},
	}, with)
}
