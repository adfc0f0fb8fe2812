## Registers as they were (as_of.html)
as-of = Så här såg det ut
as-of-heading = { $what } { $day }
as-of-lead = Så stod uppgifterna vid dagens slut. Det som har ändrats sedan dess syns inte här.
as-of-kind = Visa
as-of-day = Dag
as-of-not-yet = Dagen har inte varit än. Välj i dag eller tidigare.
as-of-whole = Visa hela registret den dagen
as-of-count =
    { $n ->
        [one] En post fanns den dagen
       *[other] { $n } poster fanns den dagen
    }
as-of-more =
    { $n ->
        [one] En post till finns i Excelfilen.
       *[other] { $n } poster till finns i Excelfilen.
    }
as-of-erased =
    { $n ->
        [one] Innehållet i en post är gallrat och visas inte.
       *[other] Innehållet i { $n } poster är gallrat och visas inte.
    }
as-of-nothing = Inget fanns den dagen
as-of-nothing-why = Registret var tomt, eller så hade det du får se inte lagts upp än. Välj en senare dag.
as-of-here = Så här såg det ut vid ett annat datum
nav-as-of = Vid ett datum
as-of-about = Gäller
