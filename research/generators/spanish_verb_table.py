"""The verbs of the Spanish pack and what is irregular about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb and how it goes on in a sentence."""

    infinitive: str
    english: str
    rest: str
    """What follows it; fits every person and tense."""
    change: str = ""
    """What the stressed vowel of the stem turns into: "e>ie"."""
    action: bool = True
    """False for what one is, has or knows: it goes with no “every day” and no gerund."""

    @property
    def plain(self) -> str:
        """The infinitive without the pronoun of a reflexive verb."""
        return self.infinitive.removesuffix("se")

    @property
    def reflexive(self) -> bool:
        """True for levantarse and the like."""
        return self.infinitive.endswith("se")


VERBS: Final = (
    Verb("hablar", "to speak", "con la profesora"),
    Verb("trabajar", "to work", "en un banco"),
    Verb("estudiar", "to study", "en la biblioteca"),
    Verb("comprar", "to buy", "pan en el mercado"),
    Verb("escuchar", "to listen to", "música en el coche"),
    Verb("llamar", "to call", "a Marta"),
    Verb("cenar", "to have dinner", "en un restaurante"),
    Verb("viajar", "to travel", "en tren"),
    Verb("bailar", "to dance", "en la plaza"),
    Verb("ayudar", "to help", "a los vecinos"),
    Verb("esperar", "to wait for", "el autobús"),
    Verb("limpiar", "to clean", "la cocina"),
    Verb("tomar", "to take, to drink", "un café"),
    Verb("comer", "to eat", "pescado"),
    Verb("beber", "to drink", "mucha agua"),
    Verb("aprender", "to learn", "palabras nuevas"),
    Verb("vender", "to sell", "fruta"),
    Verb("correr", "to run", "por el parque"),
    Verb("vivir", "to live", "en el centro", action=False),
    Verb("escribir", "to write", "una carta"),
    Verb("abrir", "to open", "la ventana"),
    Verb("recibir", "to receive", "muchos mensajes"),
    Verb("subir", "to go up", "a la montaña"),
    Verb("compartir", "to share", "la comida"),
    Verb("buscar", "to look for", "las llaves"),
    Verb("tocar", "to play, to touch", "la guitarra"),
    Verb("explicar", "to explain", "las reglas"),
    Verb("sacar", "to get, to take out", "buenas notas"),
    Verb("llegar", "to arrive", "tarde a clase"),
    Verb("pagar", "to pay", "la cuenta"),
    Verb("cruzar", "to cross", "la calle"),
    Verb("organizar", "to organise", "una fiesta"),
    Verb("jugar", "to play", "al fútbol", "u>ue"),
    Verb("empezar", "to begin", "un curso nuevo", "e>ie"),
    Verb("almorzar", "to have lunch", "en la oficina", "o>ue"),
    Verb("cerrar", "to close", "la puerta", "e>ie"),
    Verb("pensar", "to think", "en las vacaciones", "e>ie"),
    Verb("contar", "to tell", "un chiste", "o>ue"),
    Verb("encontrar", "to find", "dinero en la calle", "o>ue"),
    Verb("recordar", "to remember", "aquel verano", "o>ue"),
    Verb("probar", "to try", "la sopa", "o>ue"),
    Verb("entender", "to understand", "la pregunta", "e>ie", action=False),
    Verb("perder", "to lose", "las llaves", "e>ie"),
    Verb("volver", "to come back", "a casa a las diez", "o>ue"),
    Verb("devolver", "to give back", "los libros", "o>ue"),
    Verb("mover", "to move", "la mesa", "o>ue"),
    Verb("poder", "to be able to", "dormir bien", "o>ue", action=False),
    Verb("querer", "to want", "salir", "e>ie", action=False),
    Verb("dormir", "to sleep", "ocho horas", "o>ue"),
    Verb("sentir", "to feel", "mucho frío", "e>ie", action=False),
    Verb("preferir", "to prefer", "el té", "e>ie", action=False),
    Verb("mentir", "to lie", "a la policía", "e>ie"),
    Verb("pedir", "to ask for", "una pizza", "e>i"),
    Verb("servir", "to serve", "la cena", "e>i"),
    Verb("repetir", "to repeat", "la pregunta", "e>i"),
    Verb("seguir", "to follow", "las reglas", "e>i"),
    Verb("conseguir", "to get", "entradas para el concierto", "e>i"),
    Verb("elegir", "to choose", "el color azul", "e>i"),
    Verb("hacer", "to do, to make", "la cena"),
    Verb("poner", "to put, to set", "la mesa"),
    Verb("salir", "to go out", "con los amigos"),
    Verb("traer", "to bring", "el postre"),
    Verb("oír", "to hear", "un ruido", action=False),
    Verb("conocer", "to meet, to know", "a mucha gente", action=False),
    Verb("conducir", "to drive", "un coche rojo"),
    Verb("traducir", "to translate", "un texto"),
    Verb("recoger", "to collect, to tidy", "la ropa"),
    Verb("construir", "to build", "una casa"),
    Verb("leer", "to read", "el periódico"),
    Verb("creer", "to believe", "esa historia", action=False),
    Verb("decir", "to say, to tell", "la verdad", "e>i"),
    Verb("venir", "to come", "en autobús", "e>ie", action=False),
    Verb("tener", "to have", "mucha suerte", "e>ie", action=False),
    Verb("saber", "to know", "la respuesta", action=False),
    Verb("dar", "to give", "un paseo"),
    Verb("ver", "to see, to watch", "la televisión"),
    Verb("ir", "to go", "al cine", action=False),
    Verb("ser", "to be", "de gran ayuda", action=False),
    Verb("estar", "to be", "en casa", action=False),
    Verb("enviar", "to send", "un paquete"),
    Verb("continuar", "to continue", "el viaje"),
    Verb("romper", "to break", "un vaso"),
    Verb("descubrir", "to discover", "un secreto"),
    Verb("levantarse", "to get up", "a las siete"),
    Verb("ducharse", "to have a shower", "con agua fría"),
    Verb("quedarse", "to stay", "en casa"),
    Verb("despertarse", "to wake up", "muy temprano", "e>ie"),
    Verb("sentarse", "to sit down", "en el sofá", "e>ie"),
    Verb("acostarse", "to go to bed", "tarde", "o>ue"),
    Verb("divertirse", "to have fun", "en la fiesta", "e>ie"),
    Verb("vestirse", "to get dressed", "de negro", "e>i"),
    Verb("caerse", "to fall down", "en la calle"),
)

PRESENT: Final = {
    "ser": "soy eres es somos sois son",
    "estar": "estoy estás está estamos estáis están",
    "ir": "voy vas va vamos vais van",
    "dar": "doy das da damos dais dan",
    "ver": "veo ves ve vemos veis ven",
    "oír": "oigo oyes oye oímos oís oyen",
    "haber": "he has ha hemos habéis han",
}
"""Present tenses that follow no rule, in six persons."""
YO: Final = {
    "tener": "tengo", "venir": "vengo", "decir": "digo", "hacer": "hago", "poner": "pongo", "salir": "salgo",
    "traer": "traigo", "caer": "caigo", "saber": "sé",
}  # fmt: skip
"""First persons of the present that follow no rule; but for saber they make the subjunctive."""
SUBJUNCTIVE: Final = {
    "ser": "sea seas sea seamos seáis sean",
    "estar": "esté estés esté estemos estéis estén",
    "ir": "vaya vayas vaya vayamos vayáis vayan",
    "dar": "dé des dé demos deis den",
    "ver": "vea veas vea veamos veáis vean",
    "saber": "sepa sepas sepa sepamos sepáis sepan",
    "haber": "haya hayas haya hayamos hayáis hayan",
}
PRETERITE: Final = {
    "ser": "fui fuiste fue fuimos fuisteis fueron",
    "ir": "fui fuiste fue fuimos fuisteis fueron",
    "dar": "di diste dio dimos disteis dieron",
    "ver": "vi viste vio vimos visteis vieron",
}
STRONG: Final = {
    "tener": "tuv", "estar": "estuv", "poder": "pud", "poner": "pus", "saber": "sup", "hacer": "hic", "querer": "quis",
    "venir": "vin", "decir": "dij", "traer": "traj", "conducir": "conduj", "traducir": "traduj",
}  # fmt: skip
"""Stems of preterites with unstressed endings."""
IMPERFECT: Final = {
    "ser": "era eras era éramos erais eran",
    "ir": "iba ibas iba íbamos ibais iban",
    "ver": "veía veías veía veíamos veíais veían",
}
FUTURE: Final = {
    "tener": "tendr", "poder": "podr", "poner": "pondr", "saber": "sabr", "hacer": "har", "querer": "querr",
    "venir": "vendr", "decir": "dir", "salir": "saldr", "oír": "oir",
}  # fmt: skip
"""Stems of future and conditional where they aren't the infinitive."""
PARTICIPLE: Final = {
    "abrir": "abierto", "escribir": "escrito", "decir": "dicho", "hacer": "hecho", "poner": "puesto", "ver": "visto",
    "volver": "vuelto", "devolver": "devuelto", "romper": "roto", "descubrir": "descubierto",
}  # fmt: skip
GERUND: Final = {"decir": "diciendo", "venir": "viniendo", "poder": "pudiendo", "ir": "yendo"}
ACCENTED: Final = {"enviar": "í", "continuar": "ú"}
"""Verbs whose stem ends in a vowel that takes the stress, and an accent with it."""
