## Reports
report-title = The state of information security
report-subtitle = Where we stand on { $day }, what it means and what management has to decide
report-source = Picture frozen { $day }. Checksum { $checksum }. Chain of the log { $chain }.
report-variant = This document is
report-variant-open = Open
report-variant-restricted = Restricted: may be secret, chapter 18 section 8 of offentlighets- och sekretesslagen
report-contents = Contents
report-page = Page { "{page}" } ({ "{pages}" })
report-date = Date
report-author = Made by
report-basis = Based on
report-table = Table
report-chart = Chart
report-twin = { "{title}" } – the figures
report-summary = Summary
report-summary-text = { $municipality } has so far mapped { $processes } processes, { $information } information sets and { $systems } systems. The picture shows how far the work has come, where protection is enough and what we do not know yet.
report-figure-confirmed = information sets have a classification that the owner has confirmed. { $rest } are not classified, and for them we do not know what protection is needed.
report-figure-serious = of the most critical is confirmed within a year. There somebody may be seriously harmed if protection fails.
report-figure-owner = systems of { $systems } have no owner. If something goes wrong in them nobody may decide.
report-figure-gaps = gaps were found among { $judged } judged requirements of { $required }.
report-unknown = What we do not know yet
report-unknown-text = { $n } requirements are not judged. That does not mean that protection is missing, nor that it is there.
report-decide = What management has to decide
report-decide-serious =
    { $n ->
        [one] Ask the information owner to confirm the classification of the most critical information.
       *[other] Ask the information owners to confirm the classification of the { $n } most critical information sets.
    }
report-decide-owner =
    { $n ->
        [one] Appoint an owner of the system that has none.
       *[other] Appoint owners of the { $n } systems that have none.
    }
report-decide-gaps =
    { $n ->
        [one] Decide what to do about the gap that was found, and when.
       *[other] Decide which of the { $n } gaps to close first, by whom and when.
    }
report-decide-judge =
    { $n ->
        [one] Set aside time to judge the requirement that is left.
       *[other] Set aside time to judge the { $n } requirements that are left.
    }
report-decide-outage =
    { $n ->
        [one] Decide how long the vital process that is not judged manages without its systems.
       *[other] Decide how long the { $n } vital processes that are not judged manage without their systems.
    }
report-classification = The information and how sensitive it is
report-classification-text = Each information set is judged by what happens if the wrong person reads it (confidentiality), if it is wrong (integrity) and if it cannot be reached (availability). Level 3 means that somebody may be seriously harmed.
report-levels = Information sets by aspect and level
report-levels-alt = On level 3 there are { $k } information sets for confidentiality, { $r } for integrity and { $t } for availability.
report-controls = Requirements and gaps
report-controls-text = The requirements follow from the baseline, from how sensitive the information is and from law. What is not judged counts neither as fulfilled nor as a gap.
report-areas-alt = Of { $required } requirements { $fulfilled } are fulfilled.
report-partly = Partly
report-missing = Missing
report-how = How the picture was made
report-how-text = The facts come from the municipality's own registers on the day the picture was frozen. Every number can be followed to its rows in Värn. The picture does not change afterwards; the checksum on the cover shows that it is unchanged.
report-worst-text = The gaps are ordered by how much they weigh: how great the need is, whether a law asks for the protection and how serious the deficiency is.
report-authorities-alt = Of { $total } information sets { $confirmed } are confirmed by their owners.
report-without-owner-text = Without an owner nobody can decide on protection, cost or retirement.
report-control = Protection
report-object = Where
report-deficiency = Deficiency
report-consequence = What it means
report-situation = Situation
report-points = Weight
report-sheet-levels = Levels
report-sheet-areas = Areas
report-sheet-gaps = Gaps
report-sheet-authorities = Committees and companies
report-choose-lead = Choose for whom the report is and in which form you want it.
report-choose-open = Open report
report-choose-why-open = Only counts, levels and shares. No names of systems, no gaps, nothing that somebody has typed. May be given out.
report-choose-restricted = Restricted report
report-choose-why-restricted = Names gaps and systems. May be secret (chapter 18 section 8 of offentlighets- och sekretesslagen). That you fetch it is written in the log.
report-format-pdf = Fetch as PDF
report-format-docx = Fetch as Word
report-format-xlsx = Fetch as Excel file
event-report-taken = A report was taken out
