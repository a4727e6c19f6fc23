package library

// Stages are the years of Scottish schools in order: primary one to seven, secondary one to six.
var Stages = []string{"P1", "P2", "P3", "P4", "P5", "P6", "P7", "S1", "S2", "S3", "S4", "S5", "S6"}
