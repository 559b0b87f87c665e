"""Files as other tools write them, in small."""

import json

EAF = b"""<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="2026-01-12T17:55:22+01:00" FORMAT="3.0" VERSION="3.0">
 <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">
  <MEDIA_DESCRIPTOR MEDIA_URL="file:///films/other.wav" MIME_TYPE="audio/x-wav"/>
  <MEDIA_DESCRIPTOR MEDIA_URL="file:///films/floor%20play.mp4" MIME_TYPE="video/mp4" TIME_ORIGIN="500"/>
 </HEADER>
 <TIME_ORDER>
  <TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="1000"/><TIME_SLOT TIME_SLOT_ID="ts2"/><TIME_SLOT TIME_SLOT_ID="ts3"/>
  <TIME_SLOT TIME_SLOT_ID="ts4" TIME_VALUE="1600"/><TIME_SLOT TIME_SLOT_ID="ts5" TIME_VALUE="2000"/>
  <TIME_SLOT TIME_SLOT_ID="ts6"/><TIME_SLOT TIME_SLOT_ID="ts7" TIME_VALUE="1800"/>
 </TIME_ORDER>
 <TIER LINGUISTIC_TYPE_REF="free" PARTICIPANT="CHI" TIER_ID="CHI">
  <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts4">
   <ANNOTATION_VALUE>ba ba</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
  <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="ts5" TIME_SLOT_REF2="ts6">
   <ANNOTATION_VALUE>no end</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
  <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a3" TIME_SLOT_REF1="ts5" TIME_SLOT_REF2="ts7">
   <ANNOTATION_VALUE>backwards</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
 </TIER>
 <TIER LINGUISTIC_TYPE_REF="parts" PARENT_REF="CHI" TIER_ID="parts@CHI">
  <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="b1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
   <ANNOTATION_VALUE>ba</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
  <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="b2" TIME_SLOT_REF1="ts2" TIME_SLOT_REF2="ts3">
   <ANNOTATION_VALUE>ba</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
  <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="b3" TIME_SLOT_REF1="ts3" TIME_SLOT_REF2="ts4">
   <ANNOTATION_VALUE>!</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
 </TIER>
 <TIER LINGUISTIC_TYPE_REF="lex" PARENT_REF="CHI" TIER_ID="lex@CHI">
  <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="c1" ANNOTATION_REF="a1">
   <ANNOTATION_VALUE>W</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
 </TIER>
 <TIER LINGUISTIC_TYPE_REF="lex" PARENT_REF="lex@CHI" TIER_ID="sub">
  <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="d1" ANNOTATION_REF="c1">
   <ANNOTATION_VALUE>W</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
  <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="d2" ANNOTATION_REF="d2">
   <ANNOTATION_VALUE>its own parent</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
 </TIER>
 <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="free" TIME_ALIGNABLE="true"/>
 <LINGUISTIC_TYPE CONSTRAINTS="Time_Subdivision" LINGUISTIC_TYPE_ID="parts" TIME_ALIGNABLE="true"/>
 <LINGUISTIC_TYPE CONSTRAINTS="Symbolic_Association" CONTROLLED_VOCABULARY_REF="lex" LINGUISTIC_TYPE_ID="lex"/>
 <CONTROLLED_VOCABULARY CV_ID="lex"/>
</ANNOTATION_DOCUMENT>
"""

BORIS = json.dumps(
    {
        "project_format_version": "7.0",
        "behaviors_conf": {
            "0": {"type": "State event", "code": "gaze"},
            "1": {"type": "Point event", "code": "smile"},
        },
        "observations": {
            "one": {
                "file": {"1": ["first.mp4", "C:\\films\\second.mp4"], "2": []},
                "time offset": 0.0,
                "media_info": {"length": {"first.mp4": 10.0, "C:\\films\\second.mp4": 20.0}},
                "events": [
                    [0.5, "baby", "gaze", "None", ""],
                    [1.0, "parent", "gaze", "", ""],
                    [1.5, "baby", "gaze", "None", "long"],
                    [1.2, "baby", "smile", "wide|None", "lovely", 7],
                    [11.0, "baby", "smile", "", ""],
                    ["soon", "", "smile"],
                ],
            },
            "two": {"file": [], "events": [[0.1, "", "smile", "", ""]]},
            "empty": {"events": []},
        },
    }
).encode()

VTT = b"""WEBVTT - notes

NOTE
not a cue

STYLE
::cue { color: red }

1
00:00.500 --> 00:01.500 align:start
<v Baby>Look &amp; <b>see</b>
  second line

00:00:02.000 --> 00:00:01.000
backwards

x --> y
"""

SRT = "1\r\n00:00:00,500 --> 00:00:01,500\r\nGrüße\r\n\r\n2\r\n00:00:01,000 --> 00:00:02,000\r\n".encode("cp1252")

TABULAR = (
    b"Observation id\tone\t\t\t\n\t\t\t\t\nTime offset (s)\t0.0\t\t\t\n"
    b"Time\tSubject\tBehavior\tComment\tStatus\n"
    b"0.500\tbaby\tgaze\t\tSTART\n1.500\tbaby\tgaze\tlong\tSTOP\n1.200\tbaby\tsmile\t\tPOINT\n"
    b"1.6\tbaby\tgaze\t\tSTART\n2\tparent\tgaze\t\tSTOP\n"
)
