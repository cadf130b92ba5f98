#!/bin/sh
# Runs the lines of `script` that lie beside the link through which this is called. The program that tests run is written
# once, here: a file that has just been written may not be run while another test is starting a program.
. "${0%/*}/script"
