package review

import (
	"fmt"
	"strings"
)

// longestComment is how many bytes a comment of GitHub may have, with room for what a workflow puts around it.
const longestComment = 64000

// Markdown is the pack as one comment of a pull request, at most 64 kB. What does not fit is counted.
func (p *Pack) Markdown() []byte {
	var b strings.Builder
	b.WriteString("<!-- wellshelf review -->\n## What changes for readers\n\n")
	fmt.Fprintf(&b, "From `%s` (%s) to `%s` (%s), as it would be on %s.\n\n", p.Base.Name, p.Base.Commit, p.Head.Name, p.Head.Commit, p.Today)
	if len(p.Changes) == 0 {
		b.WriteString("No page of any site changes.\n")
	} else {
		b.WriteString("| page | what | where | when readers see it |\n|---|---|---|---|\n")
	}
	for i, c := range p.Changes {
		row := fmt.Sprintf("| %s (`%s`) | %s | %s | %s |\n", plainly(c.Title), c.Entry, c.What, plainly(c.Where()), plainly(c.When()))
		if b.Len()+len(row) > longestComment/3 {
			fmt.Fprintf(&b, "\nand %d more, which are in the review pack.\n", len(p.Changes)-i)
			break
		}
		b.WriteString(row)
	}
	for _, one := range p.Mistake {
		fmt.Fprintf(&b, "\n**A mistake that is new:** %s\n", plainly(one))
	}
	for i, c := range p.Changes {
		text := c.markdown()
		if b.Len()+len(text) > longestComment {
			fmt.Fprintf(&b, "\nThe words of %d more pages are in the review pack.\n", len(p.Changes)-i)
			break
		}
		b.WriteString(text)
	}
	return []byte(b.String())
}

// markdown is one change with its words, folded.
func (c *Change) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n<details><summary>%s: %s</summary>\n\n", plainly(c.Title), c.What)
	for _, note := range c.Notes() {
		fmt.Fprintf(&b, "- %s\n", plainly(note))
	}
	for _, w := range c.Waits {
		fmt.Fprintf(&b, "- To sign: %s, code `%s`\n", plainly(w.who()), w.Code)
	}
	b.WriteString("\n")
	for _, p := range pairs(c.before.blocks, c.after.blocks) {
		if p.same {
			continue
		}
		fmt.Fprintf(&b, "> %s\n\n", strings.TrimSpace(words(p)))
	}
	b.WriteString("</details>\n")
	return b.String()
}

// words are a pair in one line, with what goes struck through and what comes in bold.
func words(p pair) string {
	var said []string
	for _, r := range p.before {
		if !r.after {
			said = append(said, "~~"+plainly(r.text)+"~~")
		}
	}
	for _, r := range p.after {
		if r.before {
			said = append(said, plainly(r.text))
		} else {
			said = append(said, "**"+plainly(r.text)+"**")
		}
	}
	return strings.Join(said, " ")
}

// plainly keeps words of entries from becoming marks, mentions or links of the host.
func plainly(s string) string {
	return strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "&lt;", ">", "&gt;", "#", "\\#", "@", "@\u200b", "|", "\\|", "~", "\\~", "\n", " ").Replace(s)
}

// Text is the pack for a terminal: a line for each change, and what to look at.
func (p *Pack) Text() []byte {
	var b strings.Builder
	if len(p.Changes) == 0 {
		b.WriteString("No page of any site changes.\n")
	}
	for _, c := range p.Changes {
		fmt.Fprintf(&b, "%s  %s, %s\n  %s %s\n", c.What, c.Entry, c.Title, c.Where()+".", c.When())
		for _, note := range c.Notes() {
			fmt.Fprintf(&b, "  - %s\n", note)
		}
		for _, w := range c.Waits {
			fmt.Fprintf(&b, "  to sign: %s, code %s\n", w.who(), w.Code)
		}
	}
	for _, one := range p.Mistake {
		fmt.Fprintf(&b, "mistake that is new  %s\n", one)
	}
	return []byte(b.String())
}
