package gpudeck.viewmodel.frame;

/// The number beside a page's name.
///
/// @param text empty for none
/// @param needsYou something there costs money and nobody watches it
public record NavigationCount(String text, boolean needsYou) {

    public static final NavigationCount NONE = new NavigationCount("", false);

    static NavigationCount of(int number, boolean needsYou) {
        return number == 0 ? NONE : new NavigationCount(Integer.toString(number), needsYou);
    }
}
