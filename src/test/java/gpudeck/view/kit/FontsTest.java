package gpudeck.view.kit;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.FxThreadExtension;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxThreadExtension.class)
class FontsTest {

    @Test
    void everyBundledFamilyLoads() {
        assertThat(Fonts.load()).isEqualTo(Fonts.FAMILIES);
    }

    @Test
    void figuresAreEquallyWideSoThatNumbersDoNotJump() {
        Fonts.load();

        assertThat(widthOf("1111111111")).isEqualTo(widthOf("0000000000"));
    }

    private static double widthOf(String text) {
        var node = new Text(text);
        node.setFont(Font.font("JetBrains Mono", 13));
        return node.getLayoutBounds().getWidth();
    }
}
