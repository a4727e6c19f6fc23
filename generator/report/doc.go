// Package report draws the picture of the whole for a board: what there is on which topic, for whom and where; what is
// missing; how fresh it is and who has checked it; how hard it is to read; who uses what; what young people asked for and
// what they said.
//
// [Gather] counts, and a [Report] is plain tables: a title, a sentence, columns and rows. [Report.HTML], [Report.CSV] and
// [Report.JSON] write the same tables. Charts are bars beside the numbers they show. The same library on the same day
// makes the same bytes.
//
// [Visits] adds what a web server's log can say without saying anything about anybody: pages read in all and by kind. No
// address is kept, small counts are hidden, and no page is named.
package report
