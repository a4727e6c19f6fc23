package check

import (
	"fmt"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// nations are the parts of the United Kingdom by the first letter of the codes of their areas (ONS, GSS codes).
var nations = map[string]byte{"england": 'E', "wales": 'W', "scotland": 'S', "northern ireland": 'N'}

// regions finds helplines on the national shelf that answer in a nation where the network has no area, or in one area.
func regions(l *ledger, sites []*library.Site) (problems []diag.Problem) {
	known, areas := map[byte]bool{}, map[string]string{}
	for _, s := range sites {
		if gss := s.Settings.Text("gss"); gss != "" {
			known[gss[0]] = true
		}
		areas[strings.ToLower(s.AreaName)] = s.Area
	}
	for _, one := range l.lines {
		at := one.entry.Fields.Get("region")
		if at == nil || one.entry.Scope.Level() != 0 {
			continue
		}
		region := strings.ToLower(at.Text)
		letter, nation := nations[region]
		area := areas[region]
		var p diag.Problem
		switch {
		case nation && len(known) > 0 && !known[letter]:
			p = one.entry.Problem(diag.Warning, at, fmt.Sprintf("%s answers in %s, and no area of this network is there", one.title, at.Text),
				"use the number for the nation of the readers, or move the entry to the areas it is for")
		case area != "" && len(areas) > 1:
			p = one.entry.Problem(diag.Warning, at, fmt.Sprintf("%s answers in %s alone, and every site shows it", one.title, at.Text), "move the file to content/areas/"+area+"/helplines/")
		default:
			continue
		}
		p.Rule = contactRegion
		problems = append(problems, p)
	}
	return problems
}
