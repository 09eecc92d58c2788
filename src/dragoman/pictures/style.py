"""Colours of the pictures, and their style sheet for light and dark.

Elements carry the light colours as presentation attributes, so that a picture is right in any program; any
rule of a style sheet stands above those. The blues are Cynthia Brewer's (colorbrewer2.org, Apache-2.0).
"""

from __future__ import annotations

INK, MUTED, PAPER = "#1f2328", "#5c646e", "#ffffff"
LAND, BORDER, SEA, VISITED, LINE = "#e4e3dd", "#ffffff", "#f1f5f8", "#d3dfe9", "#08519c"
CLASSES = ("#c6dbef", "#9ecae1", "#6baed6", "#3182bd", "#08519c")
RULE, TODAY = "#d8dbdf", "#b5390f"

_DARK = """
.picture .p-paper{fill:#15181c}
.picture .p-title,.picture .p-label{fill:#e9ebee}
.picture .p-note,.picture .p-small{fill:#a4abb4}
.picture .p-frame{stroke:#3a4048}
.picture .p-halo{stroke:#15181c}
.picture .m-sea{fill:#181d23}
.picture .m-land{fill:#353b43;stroke:#15181c}
.picture .m-country,.picture .m-dot{stroke:#15181c}
.picture .m-none{fill:#4a525c}
.picture .m-visited{fill:#2b4159;stroke:#15181c}
.picture .m-1{fill:#244b73}
.picture .m-2{fill:#2f6ca3}
.picture .m-3{fill:#4a8fca}
.picture .m-4{fill:#86bbe8}
.picture .m-5{fill:#d2e8fb}
.picture .m-route,.picture .m-stop,.picture .m-cross,.picture .m-leader{stroke:#86bbe8}
.picture .m-arrow,.picture .m-stop.s-held,.picture .m-stop.s-cut_short,.picture .m-spot{fill:#86bbe8}
.picture .m-stop{fill:#15181c}
.picture .m-number{fill:#e9ebee}
.picture .m-number.s-held,.picture .m-number.s-cut_short{fill:#15181c}
.picture .t-rule{stroke:#2c3239}
.picture .t-lane{fill:#191d22}
.picture .t-today{stroke:#ff9d76}
.picture .t-now{fill:#ff9d76}
.picture .t-mark,.picture .t-span,.picture .t-cross{stroke:#86bbe8}
.picture .t-mark{fill:#15181c}
.picture .t-mark.s-held,.picture .t-half,.picture .t-bin{fill:#86bbe8}
.picture .t-bin.t-not{fill:#15181c;stroke:#86bbe8}
"""

STYLE = "@media (prefers-color-scheme:dark){" + "".join(_DARK.split("\n")) + "}"
"""The style sheet inside a standalone picture; a page that inlines pictures may take it into its own."""
